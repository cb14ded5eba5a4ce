console.log('boot');
